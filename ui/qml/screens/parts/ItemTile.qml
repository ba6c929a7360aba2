import QtQuick
import Doorstep
import "../../components"

// One item of the list: its name and what can be done with it here.
ListTile {
    required property ViewModels vm
    required property var modelData
    property bool half: false

    objectName: "item-" + modelData.id
    text: modelData.name
    why: half ? modelData.short : modelData.why
    onClicked: vm.choose.openItem(modelData.id)
}
