import QtQuick
import Doorstep
import "../../theme"
import "../../components"

// Demo and training without a reader: a card is put in by touching its button.
Column {
    id: cards

    required property ViewModels vm

    spacing: Theme.space16

    TextLabel {
        width: parent.width
        text: cards.vm.texts.table["mode.put_in"]
        size: "s"
        tone: "muted"
    }

    Split {
        width: parent.width
        columns: 2

        SecondaryButton {
            objectName: "putInId"
            text: cards.vm.texts.table["mode.put_in.id"]
            pictogram: "idcard"
            onClicked: cards.vm.card.putIn("id")
        }

        SecondaryButton {
            objectName: "putInSocial"
            text: cards.vm.texts.table["mode.put_in.social"]
            pictogram: "card"
            onClicked: cards.vm.card.putIn("social")
        }
    }
}
