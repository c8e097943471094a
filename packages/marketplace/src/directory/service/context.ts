import type { Platform } from '../../platform/index.ts'

export type DirectoryContext = Platform
