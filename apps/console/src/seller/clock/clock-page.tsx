import { ClockHead, MoveCard } from '../../centre/clock/clock-cards.tsx'

/** The market's time, for a seller who tries what it brings. */
export const ClockPage = () => (
  <ClockHead area="seller">
    <MoveCard />
  </ClockHead>
)
