// How a step was done differently, for kinds that do not distinguish the cases by name.

export type TextChangeName =
  | 'base64'
  | 'hex'
  | 'url'
  | 'upper'
  | 'lower'
  | 'digest'
  | 'newline'
  | 'trimmed'
  | 'quoted'
  | 'bom'
export type NonceHow = 'decoded' | 'lower' | 'upper' | 'dashes' | 'trimmed' | 'cut' | 'base64' | 'quoted'
export type ValueHow =
  | 'blank_plus'
  | 'trimmed'
  | 'lower'
  | 'upper'
  | 'number'
  | 'entities'
  | 'no_plus'
  | 'word'
  | 'base64'
  | 'quoted'
  | 'escaped'
export type PrngHow = 'first_twice' | 'second' | 'hex' | 'zeros' | 'chained'
export type PathHow =
  | 'as_sent'
  | 'escaped_twice'
  | 'unescaped'
  | 'lower_escapes'
  | 'with_query'
  | 'whole_address'
  | 'left_out'
  | 'slash_escaped'
  | 'first_slash'
  | 'prefix_missing'
export type QueryHow =
  | 'descending'
  | 'with_mark'
  | 'no_equals'
  | 'lower_escapes'
  | 'form'
  | 'half_escaped'
  | 'caseless'
  | 'separator'
  | 'escaped_twice'
  | 'one_left_out'
  | 'repeated'
  | 'values_sorted'
  | 'unescaped_names'
  | 'lower'
export type HeadersHow =
  | 'last_newline'
  | 'spaced'
  | 'names_as_sent'
  | 'untrimmed'
  | 'lower'
  | 'unsorted'
  | 'one_left_out'
  | 'more'
  | 'port_added'
  | 'other_host'
  | 'content_type'
  | 'separator'
  | 'values_only'
  | 'left_out'
export type SignedHeadersHow = 'order' | 'capitals' | 'separator' | 'left_out' | 'others'
export type PayloadHow =
  | 'upper'
  | 'base64'
  | 'text'
  | 'left_out'
  | 'unsigned'
  | 'md5'
  | 'keyed'
  | 'twice'
  | 'header_ignored'
  | 'sha1'
export type CanonicalHow =
  | 'no_blank_line'
  | 'newline_at_end'
  | 'crlf'
  | 'joined'
  | 'payload_missing'
  | 'names_missing'
  | 'query_missing'
  | 'order'
  | 'lower'
  | 'trimmed'
export type HashHow = 'upper' | 'base64' | 'text' | 'keyed' | 'twice' | 'sha1' | 'md5'
export type StringHow =
  | 'algorithm_missing'
  | 'algorithm_other'
  | 'date_missing'
  | 'order'
  | 'scope'
  | 'newline_at_end'
  | 'crlf'
  | 'joined'
  | 'hash_only'
  | 'id_added'
/** The reason for a refusal, in the receiver's own words. */
export type RefusalReason =
  | 'stale'
  | 'timestamp_form'
  | 'nonce_seen'
  | 'missing_parameter'
  | 'signature_form'
  | 'unreadable'
  | 'not_served'
export type ReplyHow = 'before' | 'behind' | 'wrapped' | 'several' | 'cut'
/** How each step was done differently, for kinds that do not distinguish the cases by name. */
export type Hows = {
  readonly text: TextChangeName
  readonly nonce: NonceHow
  readonly value: ValueHow
  readonly prng: PrngHow
  readonly path: PathHow
  readonly query: QueryHow
  readonly headers: HeadersHow
  readonly signedHeaders: SignedHeadersHow
  readonly payload: PayloadHow
  readonly canonical: CanonicalHow
  readonly hash: HashHow
  readonly string: StringHow
  readonly refusal: RefusalReason
  readonly reply: ReplyHow
}
