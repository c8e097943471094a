import type { SaasV1BodyRefusal, SaasV1Mistake } from '@loggia/signing'

const mistakes: Readonly<Record<SaasV1Mistake, string>> = {
  values_still_encoded: 'the values were signed as they stand in the query; they are to be decoded first',
  plus_read_as_blank: 'a plus sign was sent unescaped and reads as a blank; it is to be sent as %2B',
  unsorted:
    'the parameters were signed in the order in which they were sent; they are to be sorted ascending by name',
  sorted_descending: 'the parameters were sorted from Z to A; they are to be sorted ascending by name',
  sorted_ignoring_case:
    'the parameters were sorted without regard to case; upper case comes before lower case',
  last_of_repeated: 'of a repeated name the last value was signed; the first one counts',
  empty_left_out: 'parameters without a value were left out; they are signed as name=',
  time_stamp_left_out: 'timeStamp was left out of the text; it is a parameter like the others',
  key_without_time_stamp: 'the access key alone was the key; it is the access key followed by timeStamp',
}

const secondsOf = (ms: number): string => `${Math.round(ms / 100) / 10} s`

/** Explains in one sentence why a request of V1.0 is refused: what is wrong, and what would be right. */
export function describeSaasV1Refusal(reason: SaasV1BodyRefusal): string {
  switch (reason.code) {
    case 'missing_parameter':
      return `There is no ${reason.parameter}; authToken and timeStamp are mandatory.`
    case 'timestamp_malformed':
      return `The timeStamp “${reason.got}” is no time as yyyyMMddHHmmssSSS, seventeen digits.`
    case 'stale':
      return `The timeStamp is ${secondsOf(reason.byMs)} ${reason.ahead ? 'ahead of' : 'behind'} the clock, more than was allowed.`
    case 'signature_malformed':
      return `The authToken “${reason.got}” is not 44 characters of Base64.`
    case 'signature_differs':
      return reason.mistake === undefined
        ? 'The authToken does not fit: the key or a parameter is another one than was signed.'
        : `The access key is right, but ${mistakes[reason.mistake]}.`
    case 'body_malformed':
      return 'The body is no JSON object in UTF-8.'
  }
}
