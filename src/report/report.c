/* The formats by name. */
#include "report/report.h"
#include "report/internal.h"

#define TEXT(literal) \
 { \
  "" literal, (ptrdiff_t)sizeof(literal) - 1 \
 }

const struct reporter reporters[] = {
	{ TEXT("full"), TEXT("each finding with the lines of both pages"), false, write_full },
	{ TEXT("concise"), TEXT("one line a finding, as compilers print"), false, write_concise },
	{ TEXT("grouped"), TEXT("one line a finding, under its page"), false, write_grouped },
	{ TEXT("json"), TEXT("one object with everything, for programs"), true, write_json },
	{ TEXT("jsonl"), TEXT("one JSON object a finding, one a line"), true, write_jsonl },
};
const ptrdiff_t nreporters = countof(reporters);
