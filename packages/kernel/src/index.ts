export {
  addDays,
  addMonths,
  addMs,
  setHour,
  toCalendarParts,
  findNextHour,
  fromDays,
  pickEarlier,
  pickFirst,
  fromCalendar,
  fromIso,
  fromHours,
  toInstant,
  pickLater,
  fromMinutes,
  getOffsetMinutes,
  fromSeconds,
  formatShortStamp,
  toIso,
  toZone,
} from './time.ts'
export {
  addWorkingDays,
  countWorkingDays,
  dayKinds,
  getWeekday,
  isDate,
  isWorkingDate,
  isWorkingDay,
  listDates,
  toCalendarDate,
  weekendsOnly,
} from './working-days.ts'
export type { DayKind, WorkingCalendar, WorkingDays } from './working-days.ts'
export { accentRevision, computeAccentContrast, deriveAccent, leastContrast, readColour } from './colour.ts'
export type { AccentColours, Colour } from './colour.ts'
export { fromUtcText } from './utc-text.ts'
export type { CalendarParts, Clock, DurationMs, Instant, Stopwatch, Wall, WallInstant, Zone } from './time.ts'
export {
  add,
  allocate,
  computeAmount,
  divideHalfUp,
  formatMoney,
  fromDecimal,
  isMore,
  createMoney,
  negate,
  subtract,
  sum,
  toDecimal,
  createZero,
} from './money.ts'
export type { Currency, Money, UnitPrice } from './money.ts'
export { computeExactPrice, computePrice } from './pricing.ts'
export type { BandedPrice, PriceAsk, PriceBand, PricePart, Priced, PricingModel } from './pricing.ts'
export {
  computeMaxParameterBytes,
  parameterNamePattern,
  parameterRoomBytes,
  readBuyerValue,
} from './buyer-parameters.ts'
export type { AskedValue, BuyerValue, BuyerValueFault, BuyerValueKind } from './buyer-parameters.ts'
export { isPerformed, productTypes, salesModes } from './products.ts'
export type { ProductType, SalesMode } from './products.ts'
export { drawReference, formatReference, hasReferenceForm, readReference } from './payment-reference.ts'
export { omitUndefined } from './defined.ts'
export type { Defined } from './defined.ts'
export { createIds, isId, toCursor, toId } from './ids.ts'
export type { Id, IdPrefix, Ids } from './ids.ts'
export { formatSize } from './size.ts'
export { Problem, defineProblems, problemRegistry } from './problem.ts'
export type {
  Language,
  ProblemDetails,
  ProblemFactory,
  ProblemKind,
  ProblemSpec,
  Sentences,
} from './problem.ts'
export { toPage } from './page.ts'
export type { Page, PageRequest } from './page.ts'
export type { Transitions } from './transitions.ts'
