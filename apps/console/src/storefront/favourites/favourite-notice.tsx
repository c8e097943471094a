import { Icon } from '@loggia/ui'
import { paths } from '../links.ts'
import { useFavourites } from './favourites.ts'
import { favouriteTexts } from './texts.ts'

/** Says that a product is kept, or why it is not, at the foot of the window. */
export function FavouriteNotice() {
  const texts = favouriteTexts.use()
  const { notice, closeNotice } = useFavourites()
  const isKept = notice === 'kept'
  return (
    <div className="hearts" role="status">
      {notice !== undefined && (
        <div className={isKept ? 'note note--info hearts__note' : 'note note--warn hearts__note'}>
          <Icon name={isKept ? 'check' : 'alert'} />
          <p>
            {typeof notice === 'string' ? texts[notice] : notice.detail}{' '}
            <a href={paths.favourites}>{texts.all}</a>
          </p>
          <button type="button" className="copy" aria-label={texts.close} onClick={closeNotice}>
            <Icon name="x" />
          </button>
        </div>
      )}
    </div>
  )
}
