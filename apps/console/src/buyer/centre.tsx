import { createRoute } from '@tanstack/react-router'
import { root } from '../centre/routing/root.ts'
import { NotFound, Shell } from '../centre/shell/shell.tsx'

/** The route around the pages of this centre. */
export const buyer = createRoute({
  getParentRoute: () => root,
  path: '/buyer',
  component: () => <Shell area="buyer" />,
  notFoundComponent: NotFound,
  staticData: { needs: 'any' },
})
