import { Icon, useText } from '@loggia/ui'
import { useFrame } from '../frame.tsx'
import { withSearch } from '../frame/with-search.ts'
import type { KeptProduct } from '../kept/browser-list.ts'
import { paths } from '../links.ts'
import { useFavourites } from './favourites.ts'
import { favouriteTexts } from './texts.ts'
import { rememberWish } from './wish.ts'

type ToggleProps = { readonly product: KeptProduct; readonly named?: boolean | undefined }

/** Keeps a product for a buyer; leads a guest to sign in and back, where it is kept. Nobody else has favourites. */
export function FavouriteToggle({ product, named }: ToggleProps) {
  const { session } = useFrame()
  if (!session) return <SignInFirst product={product} named={named} />
  return session.buyer ? <Heart product={product} named={named} /> : null
}

const classOf = (named: boolean | undefined): string =>
  named ? 'btn btn--sm pick' : 'btn btn--quiet btn--sm btn--icon pick'

function Heart({ product, named }: ToggleProps) {
  const texts = favouriteTexts.use()
  const text = useText()
  const { ids, change } = useFavourites()
  const isKept = ids.has(product.id)
  const label = texts.toggle(text(product.name))
  return (
    <button
      type="button"
      className={classOf(named)}
      aria-pressed={isKept}
      aria-label={label}
      title={label}
      onClick={() => change(product.id, !isKept)}
    >
      <Icon name={isKept ? 'heart-full' : 'heart'} />
      {named && texts.keep}
    </button>
  )
}

function SignInFirst({ product, named }: ToggleProps) {
  const texts = favouriteTexts.use()
  const text = useText()
  const { path } = useFrame()
  const label = texts.toggle(text(product.name))
  const toSignIn = withSearch((here) => paths.signIn(here))
  return (
    <a
      className={classOf(named)}
      href={paths.signIn(path)}
      rel="nofollow"
      aria-label={label}
      title={label}
      onClick={(event) => {
        rememberWish(product.id)
        toSignIn(event)
      }}
    >
      <Icon name="heart" />
      {named && texts.keep}
    </a>
  )
}
