import type { Handlers } from '../platform/index.ts'
import type { Settings } from './service.ts'

export const createSettingRoutes = (settings: Settings): Handlers => ({
  'GET /api/operator/settings': async ({ actor }) => present(await settings.getSettings(actor)),
  'PUT /api/operator/settings': async ({ actor, body }) =>
    present(await settings.changeSettings(actor, body)),
})

/** Copies the array, because the contract asks for a mutable one. */
const present = ({ settings, environment }: Awaited<ReturnType<Settings['getSettings']>>) => ({
  settings,
  environment: [...environment],
})
