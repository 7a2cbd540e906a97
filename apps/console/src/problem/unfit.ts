/** Something that a person typed cannot be read. The message says in the language of the page what is wanted. */
export class Unfit extends Error {}
