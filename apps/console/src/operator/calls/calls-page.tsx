import { CallsPage as AnyCallsPage } from '../../centre/calls/calls-page.tsx'

/** The calls to all sellers. */
export const CallsPage = () => <AnyCallsPage area="operator" />
