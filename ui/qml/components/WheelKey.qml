import QtQuick
import "../theme"

// Turns a wheel by one; held down it goes on turning.
Touchable {
    id: root

    property string pictogram: ""

    implicitHeight: Theme.target
    edge: Theme.accent
    edgeWidth: Theme.borderControl
    autoRepeat: true
    autoRepeatInterval: 70
    contentItem: Item {
        Pictogram {
            anchors.centerIn: parent
            name: root.pictogram
            size: 44
        }
    }
}
