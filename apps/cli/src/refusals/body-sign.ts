import type { BodySignRefusal } from '@loggia/signing'

/** Explains in one sentence why the proof of a reply is refused. */
export function describeBodySignRefusal(reason: BodySignRefusal): string {
  switch (reason.code) {
    case 'header_missing':
      return 'There is no Body-Sign header.'
    case 'header_malformed':
      return 'The header does not have the form sign_type="HMAC-SHA256", signature="…", with both values in double quotes.'
    case 'sign_type_unknown':
      return `The sign_type is “${reason.got}”; it must be HMAC-SHA256.`
    case 'signature_differs':
      return 'The signature does not match: a different key was used, or the received bytes are not the ones that were signed.'
  }
}
