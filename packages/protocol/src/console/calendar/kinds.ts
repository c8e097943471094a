/** The most days that are set with one request: a year and some. */
export const mostDaysAtOnce = 400
/** The most characters of a day's name, in each language. */
export const longestDayName = 40
/** The years that a calendar may have days of. */
export const firstYear = 2000
export const lastYear = 2099
