import { Link } from '@tanstack/react-router'
import type { SellerProduct, TestScene } from '@loggia/protocol/console'
import { Icon } from '@loggia/ui'
import { useRead } from '../../centre/api.ts'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { testCallTexts } from './texts.ts'
import { useSceneName } from '../../centre/scenes/scene-names.ts'
import { isStale, listMissing } from './standing.ts'

/** The scenes of a bound product for a member who may see calls; undefined while there are none. */
function useScenes(product: SellerProduct): readonly TestScene[] | undefined {
  const key = 'GET /api/seller/test-calls/:target'
  const mayAsk = useMayAsk(key, 'calls:read')
  const isBound = product.access !== undefined
  return useRead(key, { params: { target: product.id } }, { enabled: mayAsk && isBound }).data?.scenes
}

/** How the required scenes stand before a submission, which calls them again. */
export function TestCallAdvice({ product }: { readonly product: SellerProduct }) {
  const texts = testCallTexts.use().advice
  const mayRun = useMayAsk('POST /api/seller/test-calls/:target/run', 'calls:write')
  const scenes = useScenes(product)
  if (!scenes?.some(({ needed }) => needed)) return null
  const missing = listMissing(scenes)
  if (missing.length === 0)
    return (
      <div className="note note--ok">
        <Icon name="check" />
        <p>
          {texts.done} <ToTestCalls product={product} />
        </p>
      </div>
    )
  return (
    <div className="note note--info">
      <Icon name="play" />
      <div>
        <p>
          {texts.missing}
          <Names of={missing} />
        </p>
        <p className="t13">
          {mayRun ? texts.text : texts.byOthers} <ToTestCalls product={product} />
        </p>
      </div>
    </div>
  )
}

/** The cases of a product on sale that an exchange of its address, key or protocol has made stale; it stays on sale. */
export function StaleCases({ product }: { readonly product: SellerProduct }) {
  const texts = testCallTexts.use().advice
  const stale = useScenes(product)?.filter(isStale) ?? []
  if (stale.length === 0) return null
  return (
    <div className="note note--warn">
      <Icon name="alert" />
      <div>
        <p>
          {texts.stale}
          <Names of={stale} />
        </p>
        <p className="t13">
          {texts.staleText} <ToTestCalls product={product} />
        </p>
      </div>
    </div>
  )
}

function Names({ of }: { readonly of: readonly TestScene[] }) {
  const { comma } = testCallTexts.use().advice
  const nameOf = useSceneName()
  return of.map(({ scene }) => nameOf(scene)).join(comma)
}

function ToTestCalls({ product }: { readonly product: SellerProduct }) {
  const { link } = testCallTexts.use().advice
  return (
    <Link to="/seller/test-calls" search={{ target: product.id }}>
      {link}
    </Link>
  )
}
