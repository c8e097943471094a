export { ArchPicture, EmptyArch } from './empty-arch.tsx'
export { Brand } from './brand.tsx'
export { ChartCard } from './charts/chart-card.tsx'
export { ShareBar, Sparkline } from './charts/sparkline.tsx'
export { Button } from './controls/button.tsx'
export { DateInput } from './controls/date-input.tsx'
export { Segmented } from './controls/segmented.tsx'
export { Tabs } from './controls/tabs.tsx'
export type { TabItem } from './controls/tabs.tsx'
export { findChoiceAfter } from './controls/move-choice.ts'
export { ToastProvider, useToast } from './controls/toast.tsx'
export { CopyText } from './copy-text.tsx'
export { Icon } from './icon.tsx'
export type { IconName } from './icon.tsx'
export { LanguageProvider, pickText, useLanguage, useText, useZone } from './language.tsx'
export type { BilingualText, Reader } from './language.tsx'
export { formatMixed } from './mixed.ts'
export { Money, UnitPriceText } from './money.tsx'
export {
  formatAmount,
  formatCount,
  formatDelay,
  formatPer,
  formatQuantity,
  formatShare,
  formatSpan,
  formatTerm,
  formatUnitAmount,
  formatWholeSpan,
  toPercent,
} from './numbers.ts'
export type { PriceUnit, WireAmount } from './numbers.ts'
export { ScrollArea } from './scroll-area.tsx'
export { State } from './state.tsx'
export type { StateKind } from './state.tsx'
export { Time, formatDay, formatTime } from './time.tsx'
export type { TimePrecision, TimeStyle } from './time.tsx'
export { defineTexts, defineTextsInBoth } from './texts.ts'
export type { Texts } from './texts.ts'
export { Timeline } from './timeline/timeline.tsx'
export type { ComingEntry, TimelineEntry, TimelineTone } from './timeline/timeline.tsx'
export { formatDayHeading } from './timeline/days.ts'
export { CallBox } from './timeline/call-box.tsx'
export { CheckList } from './call-inspector/check-list.tsx'
export type { CheckRow } from './call-inspector/check-list.tsx'
export { WirePart } from './call-inspector/wire-part.tsx'
export type { WireBytes } from './call-inspector/wire-part.tsx'
