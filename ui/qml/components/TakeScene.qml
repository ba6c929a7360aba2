import QtQuick
import "../theme"

// Take your things: the card, the paper, or both.
Picture {
    id: root

    property bool card: true
    property bool paper: true

    gridHeight: 440

    Rectangle { width: 984; height: 440; radius: Theme.corner; color: Theme.tintSky; border.width: Theme.tinted ? 0 : 3; border.color: Theme.line }

    Item {
        visible: root.card
        x: root.paper ? 60 : 300

        Rectangle { y: 60; width: 400; height: 262; radius: 24; color: Theme.tintWarn; border.width: 10; border.color: Theme.warn }
        CardDrawing { x: 40; y: 100; rotation: -6 }
        BigArrow { x: 134; y: 300; towards: "down"; color: Theme.done }
    }

    Item {
        visible: root.paper
        x: root.card ? 560 : 330

        Rectangle { y: 48; width: 340; height: 110; color: Theme.card; border.width: 5; border.color: Theme.ink }
        Rectangle { x: 50; y: 112; width: 240; height: 16; color: Theme.ink }
        Receipt { x: 80; y: 120 }
        BigArrow { x: 98; y: 300; towards: "down"; color: Theme.done }
    }
}
