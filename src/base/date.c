/* Days to civil dates (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
 * civil_from_days). */
#include "base/date.h"

enum { DAY = 86400, ERA_DAYS = 146097, DAYS_TO_1970 = 719468 };

struct str
date_iso(struct arena *a, int64_t seconds)
{
	int64_t days = seconds / DAY - (seconds % DAY < 0) + DAYS_TO_1970;
	int64_t era = (days >= 0 ? days : days - ERA_DAYS + 1) / ERA_DAYS;
	int64_t day_of_era = days - era * ERA_DAYS;
	int64_t year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year =
		day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t m = (5 * day_of_year + 2) / 153; /* months from March */
	int64_t day = day_of_year - (153 * m + 2) / 5 + 1;
	int64_t month = m < 10 ? m + 3 : m - 9;
	int64_t year = year_of_era + era * 400 + (month <= 2);

	if (year < 0 || year > 9999)
		return year < 0 ? S("0000-01-01") : S("9999-12-31");
	return str_fmt(a, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
}
