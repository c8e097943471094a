import { Outlet, createRootRoute } from '@tanstack/react-router'
import { NotFound } from '../shell/shell.tsx'
import type {} from './page-data.ts'

/** Above the three centres. */
export const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFound,
  staticData: { needs: 'any' },
})
