import { Link } from '@tanstack/react-router'
import { EmptyArch, useText } from '@loggia/ui'
import { useId } from 'react'
import { useList } from '../../centre/api.ts'
import { DialTestPage as AnyDialTestPage } from '../../centre/monitoring/dial-test-page.tsx'
import { DialTestsPage as AnyDialTestsPage } from '../../centre/monitoring/dial-tests-page.tsx'
import { monitoringTexts } from '../../centre/monitoring/texts.ts'
import { useWatchColumns } from '../../centre/monitoring/watch-columns.tsx'
import { Listing } from '../../centre/parts/listing.tsx'
import { Card } from '../../centre/parts/page.tsx'

const refreshMs = 30_000

/** Where each product stands, and all dial tests. */
export const DialTestsPage = () => <AnyDialTestsPage area="seller" above={<Products />} />

/** One dial test with its calls. */
export const DialTestPage = () => <AnyDialTestPage area="seller" />

function Products() {
  const texts = monitoringTexts.use()
  const text = useText()
  const watches = useList('GET /api/seller/monitoring', {}, { refetchInterval: refreshMs })
  const columns = useWatchColumns('seller', ({ product }) => (
    <Link to="/seller/products/$productId" params={{ productId: product.id }}>
      <b className="strong">{text(product.name)}</b>
    </Link>
  ))
  return (
    <Card id={useId()} title={texts.products} bare>
      <Listing
        of={watches}
        columns={columns}
        rowKey={({ product }) => product.id}
        framed={false}
        empty={<EmptyArch title={texts.productsNone.title} text={texts.productsNone.text} />}
      />
    </Card>
  )
}
