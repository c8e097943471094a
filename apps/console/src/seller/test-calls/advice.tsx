import { Link } from '@tanstack/react-router'
import type { SellerProduct } from '@loggia/protocol/console'
import { Icon } from '@loggia/ui'
import { useRead } from '../../centre/api.ts'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { testCallTexts } from './texts.ts'
import { useSceneName } from './scene-list.tsx'
import { listMissing } from './standing.ts'

/** The required scenes without a passing case, shown at the submission. This is advice and does not prevent it. */
export function TestCallAdvice({ product }: { readonly product: SellerProduct }) {
  const texts = testCallTexts.use().advice
  const nameOf = useSceneName()
  const key = 'GET /api/seller/test-calls/:target'
  const mayAsk = useMayAsk(key, 'calls:read')
  const isBound = product.access !== undefined
  const { data } = useRead(key, { params: { target: product.id } }, { enabled: mayAsk && isBound })
  if (!data || !data.scenes.some(({ needed }) => needed)) return null
  const missing = listMissing(data.scenes)
  const link = (
    <Link to="/seller/test-calls" search={{ target: product.id }}>
      {texts.link}
    </Link>
  )
  if (missing.length === 0)
    return (
      <div className="note note--ok">
        <Icon name="check" />
        <p>
          {texts.done} {link}
        </p>
      </div>
    )
  return (
    <div className="note note--info">
      <Icon name="play" />
      <div>
        <p>
          {texts.missing}
          {missing.map(({ scene }) => nameOf(scene)).join(texts.comma)}
        </p>
        <p className="t13">
          {texts.text} {link}
        </p>
      </div>
    </div>
  )
}
