export interface AttachedImage {
  name: string;
  mediaType: string;
  /** A data URL: what the thumbnail shows is what the model gets. */
  url: string;
}

export const imageTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

const megabytes = 4;

/** Reads a file that a person chose. Throws what to tell them. */
export async function readImage(file: File): Promise<AttachedImage> {
  if (!imageTypes.includes(file.type)) {
    throw new Error(`“${file.name}” is no image that the model reads. Choose a PNG, JPEG, WebP or GIF.`);
  }
  if (file.size > megabytes * 1024 * 1024) {
    const size = (file.size / 1024 / 1024).toFixed(1);
    throw new Error(`“${file.name}” has ${size} MB. Choose one of up to ${megabytes} MB.`);
  }
  return { name: file.name, mediaType: file.type, url: await dataUrlOf(file) };
}

function dataUrlOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(new Error(`“${file.name}” cannot be read.`));
    reader.readAsDataURL(file);
  });
}
