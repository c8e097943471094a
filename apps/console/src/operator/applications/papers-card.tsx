import { formatSize } from '@loggia/kernel'
import type { Paper } from '@loggia/protocol/console'
import { Button } from '@loggia/ui'
import { useId, useState } from 'react'
import { useRead } from '../../centre/api.ts'
import { paperTexts } from '../../centre/papers/texts.ts'
import { Loaded, CardSkeleton } from '../../centre/parts/loaded.tsx'
import { Card } from '../../centre/parts/page.tsx'
import '../../centre/papers/papers.css'

type Props =
  | { readonly of: 'applications'; readonly applicationId: `sap_${string}` }
  | { readonly of: 'organisation-applications'; readonly applicationId: `oap_${string}` }

/** The papers of an application. A picture is shown on demand, because each opening is recorded. */
export function PapersCard(props: Props) {
  const texts = paperTexts.use()
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={<span className="t13 faint">{texts.review.recorded}</span>}
      bare
    >
      {props.of === 'applications' ? (
        <OfSeller applicationId={props.applicationId} />
      ) : (
        <OfOrganisation applicationId={props.applicationId} />
      )}
    </Card>
  )
}

function OfSeller({ applicationId }: { readonly applicationId: `sap_${string}` }) {
  const key = 'GET /api/operator/applications/:applicationId/papers'
  const papers = useRead(key, { params: { applicationId } })
  return (
    <Loaded of={papers} skeleton={<CardSkeleton rows={2} />}>
      {({ items }) => <Rows of={items} />}
    </Loaded>
  )
}

function OfOrganisation({ applicationId }: { readonly applicationId: `oap_${string}` }) {
  const key = 'GET /api/operator/organisation-applications/:applicationId/papers'
  const papers = useRead(key, { params: { applicationId } })
  return (
    <Loaded of={papers} skeleton={<CardSkeleton rows={2} />}>
      {({ items }) => <Rows of={items} />}
    </Loaded>
  )
}

function Rows({ of }: { readonly of: readonly Paper[] }) {
  const texts = paperTexts.use()
  if (of.length === 0) return <p className="card__body t13 dim">{texts.review.empty}</p>
  return (
    <ul>
      {of.map((paper) => (
        <Row key={paper.file.id} of={paper} />
      ))}
    </ul>
  )
}

function Row({ of: { kind, file } }: { readonly of: Paper }) {
  const texts = paperTexts.use()
  const [isShown, setShown] = useState(false)
  const isPicture = file.mediaType.startsWith('image/')
  return (
    <li className="papers__kind">
      <div className="papers__file">
        <b className="strong">{texts.kinds[kind]}</b>
        <span>{file.name}</span>
        <span className="t13 faint num">{formatSize(file.bytes)}</span>
        {isPicture && (
          <Button
            size="small"
            aria-expanded={isShown}
            aria-label={texts.of(isShown ? texts.review.hide : texts.review.show, file.name)}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? texts.review.hide : texts.review.show}
          </Button>
        )}
        <a className="link" href={file.path} download aria-label={texts.of(texts.review.download, file.name)}>
          {texts.review.download}
        </a>
      </div>
      {isShown && <img className="papers__preview" src={file.path} alt={texts.review.preview(file.name)} />}
    </li>
  )
}
