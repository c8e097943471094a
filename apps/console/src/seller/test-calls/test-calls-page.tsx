import { Link, getRouteApi, useNavigate } from '@tanstack/react-router'
import type { RouteReply, TestScene } from '@loggia/protocol/console'
import { protocolTraits } from '@loggia/protocol/protocols'
import { EmptyArch, Icon, State, formatCount, useText } from '@loggia/ui'
import { useId } from 'react'
import { useRead } from '../../centre/api.ts'
import { SelectField } from '../../centre/parts/fields.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Fact, Lead, Page } from '../../centre/parts/page.tsx'
import { useProtocolName } from '../../centre/parts/protocol-names.ts'
import { NoRight } from '../../centre/rights/no-right.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { useSceneName } from '../../centre/scenes/scene-names.ts'
import { testCallTexts } from './texts.ts'
import { RunNeeded } from './run-needed-part.tsx'
import { SceneList } from './scene-list.tsx'
import { SceneView } from './scene-view.tsx'
import { listMissing } from './standing.ts'
import '../../centre/scenes/scenes.css'
import './test-calls.css'

const route = getRouteApi('/seller/test-calls')

export type Standing = RouteReply<'GET /api/seller/test-calls/:target'>
/** How the seller's server is called over one connection of a product. */
type Server = Omit<Standing, 'scenes' | 'joint'>

/** Test calls (R243–R251): the target on top, its scenes on the left, the chosen one on the right. */
export function TestCallsPage() {
  const texts = testCallTexts.use()
  const mayRead = useMayAsk('GET /api/seller/test-calls/:target', 'calls:read')
  if (!mayRead) return <NoRight area="seller" title={texts.title} />
  return (
    <Page area="seller" title={texts.title} lead={<Lead>{texts.lead}</Lead>}>
      <Tried />
    </Page>
  )
}

function Tried() {
  const { target: wanted } = route.useSearch()
  const list = useRead('GET /api/seller/test-calls', {})
  return (
    <Loaded of={list} skeleton={<CardSkeleton rows={6} />}>
      {({ items }) => {
        const first = items.find(({ callable }) => callable) ?? items[0]
        if (wanted === undefined && !first) return <NoProducts />
        return <OfTarget target={wanted ?? first?.productId ?? 'orders'} products={items} />
      }}
    </Loaded>
  )
}

function NoProducts() {
  const texts = testCallTexts.use().noProducts
  return (
    <div className="card">
      <EmptyArch
        level={2}
        title={texts.title}
        text={texts.text}
        action={
          <Link className="btn" to="/seller/products">
            {texts.action}
          </Link>
        }
      />
    </div>
  )
}

type Products = RouteReply<'GET /api/seller/test-calls'>['items']

function OfTarget({ target, products }: { readonly target: string; readonly products: Products }) {
  const standing = useRead('GET /api/seller/test-calls/:target', { params: { target } })
  return (
    <>
      <TargetCard target={target} products={products} standing={standing.data} />
      <Loaded of={standing} skeleton={<CardSkeleton rows={8} />}>
        {(found) => <Scenes target={target} standing={found} />}
      </Loaded>
    </>
  )
}

type TargetProps = {
  readonly target: string
  readonly products: Products
  readonly standing: Standing | undefined
}

function TargetCard({ target, products, standing }: TargetProps) {
  const texts = testCallTexts.use()
  const text = useText()
  const navigate = useNavigate()
  const isListed = target === 'orders' || products.some(({ productId }) => productId === target)
  return (
    <Card id={useId()} title={texts.target.title} end={standing && <NeededCount of={standing} />}>
      <div className="tried">
        <SelectField
          label={texts.target.label}
          value={target}
          onChange={(event) =>
            void navigate({ to: '/seller/test-calls', search: { target: event.target.value } })
          }
        >
          {!isListed && <option value={target}>{target}</option>}
          {products.map(({ productId, name }) => (
            <option key={productId} value={productId}>
              {text(name)}
            </option>
          ))}
          <option value="orders">{texts.target.orders}</option>
        </SelectField>
        {standing && <Connection of={standing} />}
        {standing?.joint && <Connection of={standing.joint} />}
      </div>
    </Card>
  )
}

function Connection({ of }: { readonly of: Server }) {
  const texts = testCallTexts.use().target
  const nameOf = useProtocolName()
  return (
    <dl className="tried__by">
      {of.protocol && <Fact name={texts.protocol}>{nameOf(of.protocol)}</Fact>}
      {of.connection && (
        <Fact name={texts.address}>
          <span className="mono wire-id">{of.connection.url}</span>
        </Fact>
      )}
      {of.connection?.keyHint !== undefined && (
        <Fact name={texts.key}>
          <span className="mono">{texts.hint(of.connection.keyHint)}</span>
        </Fact>
      )}
    </dl>
  )
}

function NeededCount({ of }: { readonly of: Standing }) {
  const texts = testCallTexts.use()
  const all = of.scenes.filter(({ needed }) => needed).length
  const done = all - listMissing(of.scenes).length
  if (all === 0) return <span className="t13 faint">{texts.neededNone}</span>
  return (
    <span className="t13 num">
      <State kind={done === all ? 'ok' : 'run'}>{texts.needed(formatCount(done), formatCount(all))}</State>
    </span>
  )
}

const isOfLicense = ({ protocol }: Standing): boolean =>
  protocol !== undefined && protocolTraits[protocol].family === 'license'

/** Why a scene cannot be sent, or with `undefined` any of the required ones. */
const findBlock = (standing: Standing, of?: TestScene['of']): Standing['blocked'] =>
  of === 'joint' ? standing.joint?.blocked : (standing.blocked ?? (of ? undefined : standing.joint?.blocked))

function Scenes({ target, standing }: { readonly target: string; readonly standing: Standing }) {
  const texts = testCallTexts.use()
  const nameOf = useSceneName()
  const { scene: wanted } = route.useSearch()
  const { scenes } = standing
  const chosen =
    scenes.find(({ scene }) => scene === wanted) ?? scenes.find(({ needed }) => needed) ?? scenes[0]
  const blocked = findBlock(standing)
  return (
    <>
      {blocked ? (
        <Blocked target={target} why={blocked} />
      ) : (
        <RunNeeded key={target} target={target} scenes={scenes} />
      )}
      {chosen && (
        <div className="insp insp--scenes">
          <section className="insp__list" aria-label={texts.list}>
            <SceneList target={target} scenes={scenes} chosen={chosen.scene} />
          </section>
          <section className="insp__one" aria-label={nameOf(chosen.scene)}>
            <SceneView
              key={`${target} ${chosen.scene}`}
              target={target}
              scene={chosen}
              isLicense={isOfLicense(standing)}
              isBlocked={findBlock(standing, chosen.of) !== undefined}
            />
          </section>
        </div>
      )}
    </>
  )
}

function Blocked({
  target,
  why,
}: {
  readonly target: string
  readonly why: NonNullable<Standing['blocked']>
}) {
  const texts = testCallTexts.use().blocked
  const link =
    target === 'orders' || why === 'address_not_approved' ? (
      <Link to="/seller/access">{texts.toAccess}</Link>
    ) : (
      <Link to="/seller/products/$productId" params={{ productId: target }}>
        {texts.toProduct}
      </Link>
    )
  return (
    <div className="note note--warn">
      <Icon name="link" />
      <div>
        <p className="strong">{texts[why].title}</p>
        <p>
          {texts[why].text} {link}
        </p>
      </div>
    </div>
  )
}
