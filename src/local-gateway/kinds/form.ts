/** The parts of a body that is a form. */
export async function readForm(bytes: Uint8Array, type: string): Promise<FormData> {
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
}
