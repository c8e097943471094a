import { Outlet, createRootRoute } from '@tanstack/react-router'
import { NotFound } from '../shell/shell.tsx'
import type {} from './page-data.ts'

/** The root route above the three centres. */
export const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFound,
  staticData: { needs: 'any' },
})
