import type { Product } from '@loggia/protocol/console'
import { isWebAddress } from '@loggia/protocol/console/catalog/draft/proof-limits'
import { Icon, useText } from '@loggia/ui'
import { certificateTexts } from '../../centre/products/certificate-texts.ts'
import { proofTexts } from './proof-texts.ts'

/** Whether a product has anything that {@link ProofsPart} shows. */
export const hasProofs = ({ video, documents, dataLocation, certificates }: Product): boolean =>
  [video, documents, dataLocation, certificates].some((one) => one !== undefined)

/** What helps to judge a product: a video and documents, where data lie, and reviewed certificates (R57). */
export function ProofsPart({ product }: { readonly product: Product }) {
  const texts = proofTexts.use()
  const text = useText()
  const { dataLocation, certificates = [] } = product
  if (!hasProofs(product)) return null
  // The market takes no other addresses; a browser might take one for a page of ours.
  const video = isWebAddress(product.video ?? '') ? product.video : undefined
  const documents = (product.documents ?? []).filter(({ address }) => isWebAddress(address))
  return (
    <section className="part" id="guides" aria-labelledby="guides-title">
      <h2 id="guides-title">{texts.title}</h2>
      {dataLocation && (
        <dl className="help proofs__data">
          <div>
            <dt>{texts.dataLocation}</dt>
            <dd>{text(dataLocation)}</dd>
          </div>
        </dl>
      )}
      {(video !== undefined || documents.length > 0 || certificates.length > 0) && (
        <ul className="proofs">
          {video !== undefined && <Outside icon="play" name={texts.video} address={video} />}
          {documents.map(({ name, address }, at) => (
            <Outside key={at} icon="doc" name={text(name)} address={address} />
          ))}
          <Certificates of={certificates} />
        </ul>
      )}
      {(video !== undefined || documents.length > 0) && <p className="t12 faint">{texts.outside}</p>}
    </section>
  )
}

/** A link to an address that the seller names, with its host. */
function Outside(props: { readonly icon: 'play' | 'doc'; readonly name: string; readonly address: string }) {
  const texts = proofTexts.use()
  const { href, host } = new URL(props.address)
  return (
    <li>
      <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
        <Icon name={props.icon} />
        {props.name}
        <span className="sr">{texts.newTab}</span>
      </a>
      <span>{host}</span>
    </li>
  )
}

function Certificates({ of }: { readonly of: NonNullable<Product['certificates']> }) {
  const texts = certificateTexts.use()
  return of.map(({ kind, number, holder, validUntil }) => (
    <li key={`${kind} ${number}`}>
      <b>
        <Icon name="shield" />
        {texts.kinds[kind]} <span className="num">{number}</span>
      </b>
      <span>
        {holder} · {validUntil === undefined ? texts.forGood : texts.until(validUntil)}
      </span>
    </li>
  ))
}
