import { useFlash } from "#web/words.ts";
import { Alert } from "./alert.tsx";
import { useView } from "./view.ts";

/** What the action that redirected here wants to say, once. */
export function Flash() {
  const { flash } = useView();
  const text = useFlash();
  if (!flash) return null;
  return (
    <div class="flash">
      <Alert tone="success" live>
        <p>{text(flash)}</p>
      </Alert>
    </div>
  );
}
