import { omitUndefined } from '@loggia/kernel'

/** Keywords of refusals (RFC 7644 §3.12). */
export type ScimType =
  | 'uniqueness'
  | 'invalidFilter'
  | 'invalidPath'
  | 'invalidSyntax'
  | 'invalidValue'
  | 'mutability'
  | 'noTarget'
  | 'tooMany'

export const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error'

/** A refusal in the words of SCIM. */
export class ScimError extends Error {
  readonly status: number
  readonly scimType: ScimType | undefined

  constructor(status: number, detail: string, scimType?: ScimType) {
    super(detail)
    this.name = 'ScimError'
    this.status = status
    this.scimType = scimType
  }
}

/** The body of a refusal (RFC 7644 §3.12). */
export const formatScimError = ({
  status,
  scimType,
  message,
}: Pick<ScimError, 'status' | 'scimType' | 'message'>) =>
  omitUndefined({ schemas: [errorUrn], status: String(status), scimType, detail: message })
