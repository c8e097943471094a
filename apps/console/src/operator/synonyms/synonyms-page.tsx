import type { SynonymGroup } from '@loggia/protocol/console'
import { Link, getRouteApi } from '@tanstack/react-router'
import { Button, EmptyArch, Time, formatCount } from '@loggia/ui'
import { useId, useState } from 'react'
import { useRead } from '../../centre/api.ts'
import { FindField } from '../../centre/parts/find-field.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Lead, Page } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { ChangesCard } from './changes-card.tsx'
import { RemovalDialog } from './removal-dialog.tsx'
import { SynonymsDialog } from './synonyms-dialog.tsx'
import { synonymTexts } from './texts.ts'
import { hasWord } from './words.ts'
import '../operator.css'
import './synonyms.css'

const page = getRouteApi('/operator/synonyms')

/** What is done with a group; without one, a group is added. */
type Open =
  | { readonly act: 'edit'; readonly of?: SynonymGroup }
  | { readonly act: 'remove'; readonly of: SynonymGroup }

/** The words that the search takes for the same: those that came with the marketplace, and those that operators added. */
export function SynonymsPage() {
  const texts = synonymTexts.use()
  const groups = useRead('GET /api/operator/synonyms', {})
  const mayChange = useMayAsk('POST /api/operator/synonyms', 'catalogue')
  const mayAudit = useMayAsk('GET /api/operator/history', 'main')
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  return (
    <Page
      area="operator"
      title={texts.title}
      lead={<Lead>{texts.lead}</Lead>}
      actions={
        mayChange ? (
          <Button variant="primary" onClick={() => setOpen({ act: 'edit' })}>
            {texts.add}
          </Button>
        ) : (
          <span className="why">{texts.readOnly}</span>
        )
      }
    >
      <Loaded of={groups} skeleton={<CardSkeleton rows={10} />}>
        {({ items }) => (
          <div className="od__main">
            <Groups of={items} mayAudit={mayAudit} onOpen={mayChange ? setOpen : undefined} />
            {mayAudit && <ChangesCard />}
          </div>
        )}
      </Loaded>
      {open?.act === 'edit' && <SynonymsDialog of={open.of} onClose={close} />}
      {open?.act === 'remove' && <RemovalDialog of={open.of} onClose={close} />}
    </Page>
  )
}

type OfGroups = {
  readonly of: readonly SynonymGroup[]
  readonly mayAudit: boolean
  readonly onOpen: ((open: Open) => void) | undefined
}

function Groups({ of, ...rest }: OfGroups) {
  const texts = synonymTexts.use()
  const { q } = page.useSearch()
  const navigate = page.useNavigate()
  const find = (text: string | undefined) =>
    void navigate({ search: text === undefined ? {} : { q: text }, replace: true, resetScroll: false })
  const found = q === undefined ? of : of.filter(({ words }) => hasWord(words, q))
  return (
    <Card
      id={useId()}
      title={texts.columns.words}
      beside={<span className="t13 faint">{texts.count(formatCount(found.length))}</span>}
      end={
        <FindField
          label={texts.find}
          hint={texts.findHint}
          value={q}
          isCode={false}
          maxLength={40}
          onFind={find}
        />
      }
      bare
    >
      {found.length > 0 ? (
        <Table of={found} {...rest} />
      ) : q === undefined ? (
        <EmptyArch title={texts.empty.title} text={texts.empty.text} />
      ) : (
        <EmptyArch
          title={texts.none(q)}
          action={<Button onClick={() => find(undefined)}>{texts.showAll}</Button>}
        />
      )}
    </Card>
  )
}

function Table({ of, ...rest }: OfGroups) {
  const { columns } = synonymTexts.use()
  return (
    <table className="table rows">
      <thead>
        <tr>
          <th scope="col">{columns.words}</th>
          <th scope="col">{columns.origin}</th>
          <th scope="col">{columns.at}</th>
          {(rest.mayAudit || rest.onOpen) && (
            <th scope="col" className="n">
              {columns.acts}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {of.map((group) => (
          <Row key={group.id} of={group} {...rest} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ of, mayAudit, onOpen }: Omit<OfGroups, 'of'> & { readonly of: SynonymGroup }) {
  const texts = synonymTexts.use()
  const { columns } = texts
  return (
    <tr>
      <td className="rows__head">
        <span className="synonyms">
          {of.words.map((word) => (
            <span key={word} className="tag">
              {word}
            </span>
          ))}
        </span>
      </td>
      <td data-label={columns.origin}>{texts.origins[of.origin]}</td>
      <td data-label={columns.at}>
        <Time at={of.changedAt} />
      </td>
      {(mayAudit || onOpen) && (
        <td data-label={columns.acts} className="n">
          <Acts of={of} mayAudit={mayAudit} onOpen={onOpen} />
        </td>
      )}
    </tr>
  )
}

function Acts({ of, mayAudit, onOpen }: Omit<OfGroups, 'of'> & { readonly of: SynonymGroup }) {
  const texts = synonymTexts.use()
  const words = of.words.join(' / ')
  return (
    <span className="synonyms__acts">
      {mayAudit && (
        <Link
          className="link"
          to="/operator/audit"
          search={{ subject: of.id }}
          aria-label={texts.historyOf(words)}
        >
          {texts.history}
        </Link>
      )}
      {onOpen && (
        <>
          <button
            className="link"
            type="button"
            aria-label={texts.editOf(words)}
            onClick={() => onOpen({ act: 'edit', of })}
          >
            {texts.edit}
          </button>
          <button
            className="link"
            type="button"
            aria-label={texts.removeOf(words)}
            onClick={() => onOpen({ act: 'remove', of })}
          >
            {texts.remove}
          </button>
        </>
      )}
    </span>
  )
}
