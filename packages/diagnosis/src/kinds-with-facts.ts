import type { Verdict } from '@loggia/protocol/wire'
import type {
  CanonicalHow,
  HashHow,
  HeadersHow,
  NonceHow,
  PathHow,
  PayloadHow,
  PrngHow,
  QueryHow,
  RefusalReason,
  ReplyHow,
  SignedHeadersHow,
  StringHow,
  TextChangeName,
  ValueHow,
} from './hows.ts'

/** Character sets that are used by mistake instead of UTF-8. */
export type Charset = 'GBK' | 'ISO-8859-1' | 'Windows-1252' | 'US-ASCII' | 'UTF-16' | 'UTF-32' | 'CESU-8'

/** The facts of each kind of finding. */
export type KindFacts = {
  /** The given name of the key that fits, if it has one. */
  key_other: { readonly name?: string }
  key_charset: { readonly charset: Charset }
  proof_cut: { readonly got: number; readonly expected: number }
  /** `got` is the received text, cut to 80 characters; `form` is the expected form. */
  proof_malformed: { readonly got: string; readonly form: 'hex' | 'base64' }
  parameter_missing: { readonly parameter: string }
  parameter_misspelled: { readonly parameter: string; readonly got: string }
  parameter_elsewhere: { readonly parameter: string; readonly place: 'header' | 'body' | 'query' }
  timestamp_malformed: { readonly got: string; readonly digits: 13 | 17 }
  /**
   * The request's timestamp differs from the receiver's clock by `byMs`; it is later if `ahead`. `clock` says which
   * clock was used.
   */
  clock_skew: {
    readonly byMs: number
    readonly ahead: boolean
    readonly limitMs: number
    readonly clock: 'given' | 'reply'
  }
  timestamp_local: { readonly hours: number; readonly clock: 'given' | 'reply' }
  parts_separated: { readonly separator: string }
  hash_algorithm: { readonly algorithm: string }
  body_charset: { readonly charset: Charset }
  pairs_charset: { readonly charset: Charset }
  pairs_parameter_left_out: { readonly parameter: string }
  pairs_reencoded: { readonly style: 'encodeURIComponent' | 'URLEncoder' }
  body_sign_misspelled: { readonly got: string }
  body_sign_case: { readonly got: string }
  body_sign_type: { readonly got: string }
  body_sign_malformed: { readonly got: string }
  field_key_padded: { readonly fill: 'zeros' | 'blanks' | 'repeated' | 'cut' }
  field_key_hashed: { readonly algorithm: string }
  field_bits: { readonly announced: 128 | 256; readonly used: 128 | 256 }
  encrypt_type_unknown: { readonly got: string }
  ak_sk_header_absent: { readonly header: string }
  ak_sk_algorithm: { readonly got: string }
  ak_sk_malformed: { readonly got: string }
  ak_sk_date_malformed: { readonly got: string }
  method_wrong: { readonly got: string; readonly expected: string }
  reply_fault: { readonly verdict: Verdict }
  refused_though_right: { readonly resultCode: string }
  key_affixed: { readonly text: string; readonly place: 'before' | 'behind' }
  key_hashed: { readonly algorithm: string }
  key_cut: { readonly got: number; readonly expected: number }
  key_stand_in: { readonly text: string }
  key_made_of: { readonly of: 'nonce' | 'timestamp' | 'both' | 'digest' }
  key_timestamp_separated: { readonly separator: string }
  inner_algorithm: { readonly algorithm: string }
  inner_affixed: { readonly text: string; readonly place: 'before' | 'behind' | 'around' }
  parts_ordered: { readonly parts: readonly ('key' | 'nonce' | 'timestamp' | 'body')[] }
  part_added: { readonly part: string; readonly place: 'before' | 'behind' }
  text_changed: { readonly how: TextChangeName }
  nonce_changed: { readonly how: NonceHow }
  stamp_stand_in: { readonly parameter: 'nonce' | 'timestamp'; readonly text: string }
  timestamp_formatted: { readonly example: string }
  timestamp_other: { readonly byMs: number }
  proof_prefixed: { readonly prefix: string }
  proof_separated: { readonly separator: string }
  body_member_left_out: { readonly member: string }
  body_names_cased: { readonly style: string }
  body_url_encoded: { readonly style: 'encodeURIComponent' | 'URLEncoder' }
  body_normalised: { readonly form: string }
  body_stand_in: { readonly text: string }
  body_cut: { readonly got: number; readonly expected: number }
  body_padded: { readonly length: number }
  body_printed: { readonly as: string }
  body_members_left_out: { readonly members: readonly string[] }
  reply_text: { readonly how: ReplyHow }
  pairs_parameters_left_out: { readonly parameters: readonly string[] }
  pairs_absent_signed: { readonly parameter: string; readonly value: string }
  pairs_value_changed: { readonly how: ValueHow }
  /** A list or an object among the members, as a language prints it. */
  pairs_value_printed: { readonly as: string }
  pairs_route_signed: { readonly parameter: string; readonly value: string }
  pairs_one_otherwise: { readonly parameter: string }
  pairs_all_but_one: { readonly parameter: string }
  pairs_separated: { readonly separator: string }
  field_key_stretched: { readonly rounds: number }
  field_prng_otherwise: { readonly how: PrngHow }
  field_mode: { readonly mode: string }
  field_padded: { readonly padding: string }
  ak_sk_path: { readonly how: PathHow }
  ak_sk_query: { readonly how: QueryHow }
  ak_sk_headers: { readonly how: HeadersHow }
  ak_sk_signed_headers: { readonly how: SignedHeadersHow }
  ak_sk_payload: { readonly how: PayloadHow }
  ak_sk_canonical: { readonly how: CanonicalHow }
  ak_sk_hash: { readonly how: HashHow }
  ak_sk_string: { readonly how: StringHow }
  refused_for_reason: { readonly resultCode: string; readonly reason: RefusalReason }
  refused_for_parameter: {
    readonly resultCode: string
    readonly resultMsg: string | null
    /**
     * How far the request’s timestamp differs from the `Date` of the reply; it is later if `ahead`. Absent if one of
     * them is missing.
     */
    readonly byMs?: number
    readonly ahead?: boolean
  }
  refused_with_code: {
    readonly resultCode: string
    readonly resultMsg: string | null
    /** The request is of a license product, whose protocols have result codes of their own. */
    readonly isLicense?: true
  }
  refused_by_status: { readonly status: number }
  /** `isField`: the search was for the key of a sealed field and not for a signature. */
  nothing_fits: { readonly tried: number; readonly isField?: true }
}

/** The names of these kinds in the order of the reference. */
export const kindsWithFacts = {
  key_other: true,
  key_charset: true,
  proof_cut: true,
  proof_malformed: true,
  parameter_missing: true,
  parameter_misspelled: true,
  parameter_elsewhere: true,
  timestamp_malformed: true,
  clock_skew: true,
  timestamp_local: true,
  parts_separated: true,
  hash_algorithm: true,
  body_charset: true,
  pairs_charset: true,
  pairs_parameter_left_out: true,
  pairs_reencoded: true,
  body_sign_misspelled: true,
  body_sign_case: true,
  body_sign_type: true,
  body_sign_malformed: true,
  field_key_padded: true,
  field_key_hashed: true,
  field_bits: true,
  encrypt_type_unknown: true,
  ak_sk_header_absent: true,
  ak_sk_algorithm: true,
  ak_sk_malformed: true,
  ak_sk_date_malformed: true,
  method_wrong: true,
  reply_fault: true,
  refused_though_right: true,
  key_affixed: true,
  key_hashed: true,
  key_cut: true,
  key_stand_in: true,
  key_made_of: true,
  key_timestamp_separated: true,
  inner_algorithm: true,
  inner_affixed: true,
  parts_ordered: true,
  part_added: true,
  text_changed: true,
  nonce_changed: true,
  stamp_stand_in: true,
  timestamp_formatted: true,
  timestamp_other: true,
  proof_prefixed: true,
  proof_separated: true,
  body_member_left_out: true,
  body_names_cased: true,
  body_url_encoded: true,
  body_normalised: true,
  body_stand_in: true,
  body_cut: true,
  body_padded: true,
  body_printed: true,
  body_members_left_out: true,
  reply_text: true,
  pairs_parameters_left_out: true,
  pairs_absent_signed: true,
  pairs_value_changed: true,
  pairs_value_printed: true,
  pairs_route_signed: true,
  pairs_one_otherwise: true,
  pairs_all_but_one: true,
  pairs_separated: true,
  field_key_stretched: true,
  field_prng_otherwise: true,
  field_mode: true,
  field_padded: true,
  ak_sk_path: true,
  ak_sk_query: true,
  ak_sk_headers: true,
  ak_sk_signed_headers: true,
  ak_sk_payload: true,
  ak_sk_canonical: true,
  ak_sk_hash: true,
  ak_sk_string: true,
  refused_for_reason: true,
  refused_for_parameter: true,
  refused_with_code: true,
  refused_by_status: true,
  nothing_fits: true,
} satisfies Record<keyof KindFacts, true>
