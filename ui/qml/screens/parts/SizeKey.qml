import QtQuick
import "../../theme"
import "../../components"

// One size of letters, shown by a letter of that size.
Touchable {
    id: root

    property string described: ""
    property int pixelSize: 44
    property bool chosen: false

    rest: chosen ? Theme.accent : Theme.card
    edge: Theme.accent
    edgeWidth: Theme.borderControl
    implicitHeight: 144
    Accessible.name: described
    Accessible.role: Accessible.RadioButton
    Accessible.checked: chosen
    contentItem: TextLabel {
        text: root.text
        font.pixelSize: root.pixelSize
        strong: true
        align: "center"
        color: root.chosen ? Theme.accentInk : Theme.accent
        Accessible.ignored: true
    }
}
