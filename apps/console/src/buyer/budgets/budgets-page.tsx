import type { Budget, CostCentre } from '@loggia/protocol/console'
import { Button, Money, State } from '@loggia/ui'
import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useRead } from '../../centre/api.ts'
import { Loaded, CardSkeleton } from '../../centre/parts/loaded.tsx'
import { Card, Lead, Page } from '../../centre/parts/page.tsx'
import { BudgetDialog, RemovalDialog } from './budget-dialogs.tsx'
import { getBudgetName } from './budget-name.ts'
import { CentreDialog } from './centre-dialog.tsx'
import { MemberCentres } from './member-centres.tsx'
import { BudgetMeter } from './meter.tsx'
import { WholeTable } from './whole-table.tsx'
import { budgetTexts } from './texts.ts'
import './budgets.css'

type Act =
  | { readonly kind: 'centre'; readonly of?: CostCentre }
  | { readonly kind: 'budget'; readonly of?: Budget }
  | { readonly kind: 'removal'; readonly of: Budget }
type OnAct = { onAct(act: Act): void }

/** Cost centres and budgets, for owners. */
export function BudgetsPage() {
  const texts = budgetTexts.use()
  const [act, setAct] = useState<Act>()
  const options = useRead('GET /api/buyer/buying-options', {})
  const hasCentres = (options.data?.costCentres.length ?? 0) > 0
  return (
    <Page
      area="buyer"
      narrow
      title={texts.title}
      lead={<Lead>{texts.lead}</Lead>}
      actions={
        <>
          <Button onClick={() => setAct({ kind: 'centre' })}>{texts.addCentre}</Button>
          <Button variant="primary" onClick={() => setAct({ kind: 'budget' })}>
            {texts.setBudget}
          </Button>
        </>
      }
    >
      <div className="stack stack--wide narrow">
        <BudgetsCard onAct={setAct} />
        <CentresCard onAct={setAct} />
        {hasCentres && <MemberCentres centres={options.data?.costCentres ?? []} />}
      </div>
      {act && <ActDialog act={act} onClose={() => setAct(undefined)} />}
    </Page>
  )
}

function ActDialog({ act, onClose }: { readonly act: Act; onClose(): void }) {
  switch (act.kind) {
    case 'centre':
      return <CentreDialog of={act.of} onClose={onClose} />
    case 'budget':
      return <BudgetDialog of={act.of} onClose={onClose} />
    case 'removal':
      return <RemovalDialog of={act.of} onClose={onClose} />
    default:
      return act satisfies never
  }
}

function BudgetsCard({ onAct }: OnAct) {
  const { budgets: texts, of, periods } = budgetTexts.use()
  const budgets = useRead('GET /api/buyer/budgets', {})
  const link = (text: string, label: string, act: Act) => (
    <button className="link" type="button" aria-label={label} onClick={() => onAct(act)}>
      {text}
    </button>
  )
  return (
    <Card id={useId()} title={texts.title} bare>
      <Loaded of={budgets} skeleton={<CardSkeleton rows={3} />}>
        {({ budgets: rows }) =>
          rows.length === 0 ? (
            <p className="t13 dim budget-none">{texts.empty}</p>
          ) : (
            <>
              <WholeTable<Budget>
                rows={rows}
                rowKey={({ id }) => id}
                columns={[
                  {
                    key: 'whose',
                    title: texts.columns.whose,
                    head: true,
                    render: (one) => (
                      <>
                        <b className="strong">{getBudgetName(one)}</b>
                        <p className="below">
                          {one.costCentre ? `${of.centre} ${one.costCentre.code}` : of.member}
                        </p>
                      </>
                    ),
                  },
                  { key: 'period', title: texts.columns.period, render: ({ period }) => periods[period] },
                  { key: 'used', title: texts.columns.used, render: (one) => <BudgetMeter of={one} /> },
                  {
                    key: 'left',
                    title: texts.columns.left,
                    end: true,
                    render: ({ left }) => <Money of={left} />,
                  },
                  {
                    key: 'acts',
                    title: texts.columns.acts,
                    end: true,
                    render: (one) => (
                      <div className="acts">
                        {link(texts.edit, texts.editOf(getBudgetName(one)), { kind: 'budget', of: one })}
                        {link(texts.remove, texts.removeOf(getBudgetName(one)), { kind: 'removal', of: one })}
                      </div>
                    ),
                  },
                ]}
              />
              <p className="t12 faint budget-note">{texts.note}</p>
            </>
          )
        }
      </Loaded>
    </Card>
  )
}

function CentresCard({ onAct }: OnAct) {
  const { centres: texts } = budgetTexts.use()
  const options = useRead('GET /api/buyer/buying-options', {})
  const booked = useRead('GET /api/buyer/budgets', {}).data?.booked ?? []
  const bookedOf = ({ id }: CostCentre) => booked.find((one) => one.id === id)
  return (
    <Card id={useId()} title={texts.title} bare>
      <Loaded of={options} skeleton={<CardSkeleton rows={3} />}>
        {({ costCentres: rows }) =>
          rows.length === 0 ? (
            <p className="t13 dim budget-none">{texts.empty}</p>
          ) : (
            <WholeTable<CostCentre>
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: 'centre',
                  title: texts.columns.centre,
                  head: true,
                  render: ({ name, code }) => (
                    <>
                      <b className="strong">{name}</b>
                      <p className="below mono">{code}</p>
                    </>
                  ),
                },
                {
                  key: 'state',
                  title: texts.columns.state,
                  render: ({ archived }) => (
                    <State kind={archived ? 'end' : 'ok'}>{archived ? texts.archived : texts.active}</State>
                  ),
                },
                { key: 'members', title: texts.columns.members, end: true, render: ({ members }) => members },
                {
                  key: 'month',
                  title: texts.columns.month,
                  end: true,
                  render: (centre) => <Booked of={bookedOf(centre)?.thisMonth} />,
                },
                {
                  key: 'year',
                  title: texts.columns.year,
                  end: true,
                  render: (centre) => <Booked of={bookedOf(centre)?.thisYear} />,
                },
                {
                  key: 'acts',
                  title: texts.columns.acts,
                  end: true,
                  render: (centre) => <CentreActs of={centre} onAct={onAct} />,
                },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  )
}

const Booked = ({ of }: { readonly of: Budget['spent'] | undefined }) => (of ? <Money of={of} /> : '–')

function CentreActs({ of, onAct }: OnAct & { readonly of: CostCentre }) {
  const { centres: texts } = budgetTexts.use()
  return (
    <div className="acts">
      <Link
        className="link"
        to="/buyer/orders"
        search={{ costCentreId: of.id }}
        aria-label={texts.ordersOf(of.name)}
      >
        {texts.orders}
      </Link>
      <button
        className="link"
        type="button"
        aria-label={texts.editOf(of.name)}
        onClick={() => onAct({ kind: 'centre', of })}
      >
        {texts.edit}
      </button>
    </div>
  )
}
