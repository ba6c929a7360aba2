pragma ComponentBehavior: Bound
import QtQuick
import Doorstep
import "../../theme"
import "../../components"

// The nine themes of a Mongolian page: tall tiles that fill column by column, after a standing search field.
Item {
    id: root

    required property ViewModels vm
    property real tall: Theme.large ? 480 : 484

    signal searchChosen

    implicitHeight: 3 * tall + 48

    Touchable {
        id: field
        objectName: "search-standing"
        width: 120
        height: root.tall * 2 + 24
        text: root.vm.texts.mongolian["choose.search"]
        edgeWidth: Theme.borderControl
        onClicked: root.searchChosen()
        contentItem: Item {
            Pictogram {
                id: glass
                anchors.horizontalCenter: parent.horizontalCenter
                y: 32
                name: "search"
                size: 64
            }

            VerticalLabel {
                text: field.text
                pixelSize: 48
                color: Theme.muted
                anchors.horizontalCenter: parent.horizontalCenter
                y: glass.y + glass.height + 32
                height: parent.height - y - 24
                Accessible.ignored: true
            }
        }
    }

    Grid {
        x: field.width + 24
        flow: Grid.TopToBottom
        rows: 3
        spacing: 24

        Repeater {
            model: root.vm.choose.themes

            VerticalTile {
                required property var modelData
                objectName: modelData.key
                width: (root.width - field.width - 3 * 24) / 3
                height: root.tall
                text: modelData.name
                pictogram: modelData.pictogram
                onClicked: root.vm.choose.openTheme(modelData.key)
            }
        }
    }
}
