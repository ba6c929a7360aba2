import QtQuick
import Doorstep
import "../../theme"
import "../../components"

// This terminal with the card, as far as it is.
Item {
    id: root

    required property ViewModels vm
    property real share: Theme.large ? 0.62 : Theme.scale > 1 ? 0.8 : 1
    readonly property var say: vm.texts.say
    readonly property bool done: vm.card.stage === "done"
    readonly property bool bay: vm.card.slot === "id"

    implicitHeight: scene.height

    KioskScene {
        id: scene
        width: Math.round(root.width * root.share)
        anchors.horizontalCenter: parent.horizontalCenter
        stage: root.vm.card.stage
        slot: root.vm.card.slot
        paperText: root.say["card.scene.paper"]
        socialText: root.say["card.scene.social"]
        slotText: root.bay ? root.say[root.done ? "card.scene.slot.done" : "card.scene.slot"] : ""
        cardText: root.say[root.bay ? "card.scene.card.id" : "card.scene.card.social"]
        takeText: root.say["card.scene.take"]
    }
}
