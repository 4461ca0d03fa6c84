/** What the image controls have to know about the studio beyond its models; the page puts it together. */
export interface StudioFacts {
  /** Name of the person's default brand, if there is one. */
  brand: string | null;
  /** The language model that writes prompts; null: none is set. */
  languageModel: string | null;
  /** Whether faces may be redrawn larger. */
  faceRefinement: boolean;
  /** Bytes of a LoRA at most; null while it is not known. */
  maxLoraBytes: number | null;
  /** Installed models that enlarge, beyond plain resizing. */
  upscalers: { id: string; title: string }[];
  /** Whether a model that cuts out what is in front is installed. */
  matting: boolean;
}
