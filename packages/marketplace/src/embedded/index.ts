export { openEmbedded, openInMemory } from './pglite.ts'
export { openWorld, worldEngines } from './world.ts'
export type { World, WorldEngine, WorldOptions } from './world.ts'
