import QtQuick
import Doorstep
import "../../theme"
import "../../components"

// This terminal with the card, as far as it is.
Item {
    id: root

    required property ViewModels vm
    property real tall: !Theme.portrait ? 420 : Theme.large ? 520 : Theme.scale > 1 ? 660 : 800
    // Rather smaller beside its question than whole on the next page, down to where it is still made out at arm's length.
    property real free: tall
    // Captions keep their reading size; in a small picture they would cover what they name.
    readonly property bool told: scene.zoom > 0.78
    readonly property var say: vm.texts.table
    readonly property bool done: vm.card.stage === "done"
    readonly property bool bay: vm.card.slot === "id"

    implicitHeight: scene.height

    KioskScene {
        id: scene
        width: root.width
        maximumHeight: root.free < 280 ? root.tall : Math.min(root.tall, root.free)
        stage: root.vm.card.stage
        slot: root.vm.card.slot
        paperText: root.told ? root.say["card.scene.paper"] : ""
        socialText: root.told ? root.say["card.scene.social"] : ""
        slotText: root.bay && root.told ? root.say[root.done ? "card.scene.slot.done" : "card.scene.slot"] : ""
        cardText: !root.told ? "" : root.say[root.bay ? "card.scene.card.id" : "card.scene.card.social"]
        takeText: root.told ? root.say["card.scene.take"] : ""
    }
}
