import type { ScimComparison } from '@loggia/protocol/scim'

/** What rows must meet: a filter of a client in the terms of this domain. */
export type Condition<Field extends string> =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition<Field>[] }
  | { readonly kind: 'not'; readonly of: Condition<Field> }
  | { readonly kind: 'constant'; readonly is: boolean }
  | { readonly kind: 'has'; readonly field: Field }
  | {
      readonly kind: 'compare'
      readonly field: Field
      readonly by: ScimComparison
      /** A time is ISO 8601. */
      readonly to: string | boolean
    }

export const personFields = [
  'id',
  'userName',
  'externalId',
  'name',
  'position',
  'employeeCode',
  'employeeType',
  'email',
  'mobile',
  'workPlace',
  'active',
  'created',
  'changed',
] as const
export type PersonField = (typeof personFields)[number]
export const groupFields = ['id', 'name', 'externalId', 'member', 'created', 'changed'] as const
export type GroupField = (typeof groupFields)[number]
