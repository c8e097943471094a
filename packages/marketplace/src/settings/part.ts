import type { Settings } from './index.ts'
import { createSettingRoutes } from './routes.ts'

/** What the domain adds to the marketplace. */
export const settingsPart = {
  routes: ({ settings }: { settings: Settings }) => createSettingRoutes(settings),
}
