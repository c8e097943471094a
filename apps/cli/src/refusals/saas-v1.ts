import type { SaasV1BodyRefusal, SaasV1Mistake } from '@loggia/signing'

const mistakes: Readonly<Record<SaasV1Mistake, string>> = {
  values_still_encoded: 'the values were signed as they are in the query; decode them first',
  plus_read_as_blank: 'a plus sign was sent unencoded and decodes as a space; send it as %2B',
  unsorted:
    'the parameters were signed in the order in which they were sent; sort them by name in ascending order',
  sorted_descending: 'the parameters were sorted in descending order; sort them by name in ascending order',
  sorted_ignoring_case:
    'the parameters were sorted without regard to case; upper case comes before lower case',
  last_of_repeated: 'the last value of a repeated parameter was signed; the first one counts',
  empty_left_out: 'parameters without a value were not signed; sign them as name=',
  time_stamp_left_out: 'timeStamp was not signed; it is a parameter like the others',
  key_without_time_stamp: 'the access key alone was used as the HMAC key; it is access key + timeStamp',
}

const secondsOf = (ms: number): string => `${Math.round(ms / 100) / 10} s`

/** Explains in one sentence why a request of V1.0 is refused: what is wrong, and what would be right. */
export function describeSaasV1Refusal(reason: SaasV1BodyRefusal): string {
  switch (reason.code) {
    case 'missing_parameter':
      return `There is no ${reason.parameter}; authToken and timeStamp are required.`
    case 'timestamp_malformed':
      return `The timeStamp “${reason.got}” does not have the form yyyyMMddHHmmssSSS (17 digits).`
    case 'stale':
      return `The timeStamp is ${secondsOf(reason.byMs)} ${reason.ahead ? 'ahead of' : 'behind'} the clock, which is more than the limit.`
    case 'signature_malformed':
      return `The authToken “${reason.got}” is not 44 characters of Base64.`
    case 'signature_differs':
      return reason.mistake === undefined
        ? 'The authToken does not match: the key or a parameter differs from what was signed.'
        : `The access key is right, but ${mistakes[reason.mistake]}.`
    case 'body_malformed':
      return 'The body is not a JSON object in UTF-8.'
  }
}
