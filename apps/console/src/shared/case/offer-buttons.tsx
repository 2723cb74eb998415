import { Button } from 'antd';
import { useState } from 'react';
import { actionName } from '../form/action-name.js';
import { FormDrawer } from '../form/form-drawer.js';
import { useSpeech } from '../language.js';
import type { Offer } from './offers.js';

/** A button for each thing that its reader may do with one row of a list, and the form of the one that was pressed. */
export const OfferButtons = ({ offers, about }: { readonly offers: readonly Offer[]; readonly about: string }) => {
  const { say } = useSpeech();
  const [chosen, setChosen] = useState<Offer | null>(null);
  return (
    <>
      {offers.map((offer) => (
        <Button key={offer.key} onClick={() => setChosen(offer)}>
          {say(actionName(offer.form))}
        </Button>
      ))}
      {chosen !== null && (
        <FormDrawer
          form={chosen.form}
          operation={chosen.operation}
          known={chosen.known}
          about={about}
          onClosed={() => setChosen(null)}
        />
      )}
    </>
  );
};
