import { DialTestPage as AnyDialTestPage } from '../../centre/monitoring/dial-test-page.tsx'
import { DialTestsPage as AnyDialTestsPage } from '../../centre/monitoring/dial-tests-page.tsx'

/** The dial tests of all sellers. */
export const DialTestsPage = () => <AnyDialTestsPage area="operator" />

/** One dial test with its calls. */
export const DialTestPage = () => <AnyDialTestPage area="operator" />
