import { useRead } from '../../centre/api.ts'
import { Fact } from '../../centre/parts/page.tsx'
import { supervisionTexts } from '../../centre/products/supervision-texts.ts'
import { FileList } from '../../centre/supervision/file-list.tsx'

/** R38: the files of the product's delivery template, if it has some. */
export function TemplateFiles({ productId }: { readonly productId: string }) {
  const { templateFiles } = supervisionTexts.use()
  const key = 'GET /api/operator/products/:productId/delivery-templates'
  const items = useRead(key, { params: { productId } }).data?.items ?? []
  if (items.length === 0) return null
  return (
    <Fact name={templateFiles}>
      <FileList of={items} />
    </Fact>
  )
}
