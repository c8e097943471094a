import { ClockHead, MoveCard } from '../../centre/clock/clock-cards.tsx'

/** The market's time, for sellers who test with it. */
export const ClockPage = () => (
  <ClockHead area="seller">
    <MoveCard />
  </ClockHead>
)
