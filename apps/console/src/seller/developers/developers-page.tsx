import { formatSize } from '@loggia/kernel'
import type { Kit } from '@loggia/protocol/console'
import { CopyText, EmptyArch, Icon, useLanguage } from '@loggia/ui'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useRead } from '../../centre/api.ts'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Fact, Page } from '../../centre/parts/page.tsx'
import { developerTexts } from './texts.ts'

/** Where a seller's developer downloads the kit and the command line, in the version that this marketplace runs. */
export function DevelopersPage() {
  const texts = developerTexts.use()
  const kit = useKit()
  return (
    <Page area="seller" title={texts.title} lead={<span>{texts.lead}</span>}>
      <Loaded of={kit} skeleton={<CardSkeleton />}>
        {({ kit, making }) =>
          kit ? <Offered kit={kit} /> : <EmptyArch level={2} {...texts[making ? 'making' : 'none']} />
        }
      </Loaded>
    </Page>
  )
}

const askAgainMs = 2_000

/** Polled while it is being built. */
const useKit = () =>
  useRead('GET /api/kit', {}, { refetchInterval: (kit) => (kit?.making ? askAgainMs : false) })

function Offered({ kit }: { readonly kit: Kit }) {
  const { seller, commandLine } = developerTexts.use()
  return (
    <>
      <ArchiveCard
        texts={seller}
        version={kit.version}
        file={kit.seller}
        install={`npm install ${kit.seller.url}`}
      />
      <ArchiveCard
        texts={commandLine}
        version={kit.version}
        file={kit.commandLine}
        install={`npm install --save-dev ${kit.commandLine.url}`}
      >
        <Fact name={commandLine.tryIt}>
          <Line of="npx loggia check http://127.0.0.1:8090/saas --protocol saas-v2" />
        </Fact>
      </ArchiveCard>
      <DocumentsCard documents={kit.documents} />
    </>
  )
}

function ArchiveCard(props: {
  readonly texts: { readonly title: string; readonly note: string; readonly text: string }
  readonly version: string
  readonly file: Kit['seller']
  readonly install: string
  readonly children?: ReactNode
}) {
  const texts = developerTexts.use()
  const { file } = props
  const download = (
    <a className="btn" href={file.url} download={file.name} aria-label={texts.downloadOf(file.name)}>
      {texts.download}
    </a>
  )
  return (
    <Card id={useId()} title={props.texts.title} end={download} bare>
      <p className="card__body t13 dim">
        {props.texts.text}
        {texts.space}
        {props.texts.note}
      </p>
      <dl className="ins">
        <Fact name={texts.version}>
          <span className="mono">{props.version}</span>
        </Fact>
        <Fact name={texts.size}>{formatSize(file.bytes)}</Fact>
        <Fact name={texts.install}>
          <Line of={props.install} />
        </Fact>
        <Fact name="SHA-256">
          <Line of={file.sha256} />
        </Fact>
        {props.children}
      </dl>
    </Card>
  )
}

/** A line to be typed elsewhere; it breaks anywhere, so that it does not widen the page. */
const Line = ({ of }: { readonly of: string }) => (
  <span className="wire-id">
    <CopyText value={of} />
  </span>
)

/** The guides in the reader's language; a guide that exists in one language only is shown in that one. */
function DocumentsCard({ documents }: Pick<Kit, 'documents'>) {
  const texts = developerTexts.use().documents
  const language = useLanguage()
  const translated = new Set(documents.filter((one) => one.language === language).map(({ kind }) => kind))
  const shown = documents.filter((one) => one.language === language || !translated.has(one.kind))
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={<span className="t13 faint">{texts.note}</span>}
      end={<a href="/developers">{texts.pages}</a>}
    >
      <ul className="stack">
        {shown.map(({ name, url, kind }) => (
          <li key={name}>
            <a href={url} target="_blank" rel="noopener noreferrer">
              {texts[kind]} <Icon name="external" size={16} />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  )
}
