/** When the suspension of a product ends (R53). */
export const suspensionWakeup = 'catalog.suspension'
