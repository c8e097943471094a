/** How many products a member may keep. */
export const mostFavourites = 500
