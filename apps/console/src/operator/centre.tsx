import { createRoute } from '@tanstack/react-router'
import { root } from '../centre/routing/root.ts'
import { NotFound, Shell } from '../centre/shell/shell.tsx'

/** The route around the pages of this centre. */
export const operator = createRoute({
  getParentRoute: () => root,
  path: '/operator',
  component: () => <Shell area="operator" />,
  notFoundComponent: NotFound,
  staticData: { needs: 'any' },
})
