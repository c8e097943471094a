export { formatScimError, ScimError } from './error.ts'
export type { ScimType } from './error.ts'
export { parseFilter } from './filter.ts'
export type { ScimComparison, ScimFilter, ScimValue } from './filter.ts'
export { isObject, lowerNames } from './json.ts'
export type { Json, JsonObject } from './json.ts'
export { applyOperations, patchUrn, readOperations } from './patch.ts'
export type { ScimAttributes, ScimOperation } from './patch.ts'
export { isWanted, pickAttributes } from './projection.ts'
export type { ScimProjection } from './projection.ts'
export {
  describeProvider,
  describeResourceTypes,
  describeSchemas,
  enterpriseUrn,
  formatList,
  groupAttributes,
  groupUrn,
  mostResults,
  userAttributes,
  userUrn,
} from './schemas.ts'
