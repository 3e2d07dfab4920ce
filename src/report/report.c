/* The formats by name. */
#include "report/report.h"
#include "report/internal.h"

#define TEXT(literal) \
 { \
  "" literal, (ptrdiff_t)sizeof(literal) - 1 \
 }

/* name, what it is, for machines?, writer, with source lines?, with pages?, where its paths start,
 * tells suppressed findings apart? */
const struct reporter reporters[] = {
	{ TEXT("full"), TEXT("each finding with the lines of both pages"), false, write_full, true,
	  false, NULL, true },
	{ TEXT("concise"), TEXT("one line a finding, as compilers print"), false, write_concise,
	  false, false, NULL, true },
	{ TEXT("grouped"), TEXT("one line a finding, under its page"), false, write_grouped, false,
	  false, NULL, true },
	{ TEXT("markdown"), TEXT("tables for a job summary or a comment"), true, write_markdown,
	  false, true, "", false },
	{ TEXT("json"), TEXT("one object with everything, for programs"), true, write_json, false,
	  false, NULL, true },
	{ TEXT("jsonl"), TEXT("one JSON object a finding, one a line"), true, write_jsonl, false,
	  false, NULL, true },
	{ TEXT("sarif"), TEXT("SARIF 2.1.0, for GitHub code scanning"), true, write_sarif, true,
	  false, "", true },
	{ TEXT("github"), TEXT("annotations of GitHub Actions"), true, write_github, false, false,
	  "GITHUB_WORKSPACE", false },
	{ TEXT("gitlab"), TEXT("Code Quality report of GitLab"), true, write_gitlab, false, false,
	  "CI_PROJECT_DIR", false },
	{ TEXT("azure"), TEXT("logging commands of Azure Pipelines"), true, write_azure, false,
	  false, "", false },
	{ TEXT("teamcity"), TEXT("service messages of TeamCity"), true, write_teamcity, false,
	  false, "", false },
	{ TEXT("junit"), TEXT("JUnit XML, one test case a finding"), true, write_junit, false, true,
	  "", false },
	{ TEXT("checkstyle"), TEXT("Checkstyle XML"), true, write_checkstyle, false, false, "",
	  false },
	{ TEXT("rdjson"), TEXT("diagnostics for reviewdog, one object"), true, write_rdjson, true,
	  false, "", false },
	{ TEXT("rdjsonl"), TEXT("diagnostics for reviewdog, one a line"), true, write_rdjsonl, true,
	  false, "", false },
};
const ptrdiff_t nreporters = countof(reporters);
