import { createRoute } from '@tanstack/react-router'
import { root } from '../centre/routing/root.ts'
import { NotFound, Shell } from '../centre/shell/shell.tsx'
import { AgreementBand } from './agreement/agreement-band.tsx'

/** The route around the pages of this centre. */
export const seller = createRoute({
  getParentRoute: () => root,
  path: '/seller',
  component: () => <Shell area="seller" band={<AgreementBand />} />,
  notFoundComponent: NotFound,
  staticData: { needs: 'any' },
})
