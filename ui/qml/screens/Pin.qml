import QtQuick
import "../theme"
import "../components"
import "parts"

// The clerk's PIN: dots and no digits. The box is empty whenever nobody is typing in it.
Screen {
    id: screen

    title: vm.clerk.title
    lead: vm.clerk.lead

    function send(): void {
        const pin = box.take();
        if (pin !== "")
            vm.clerk.enter(pin);
    }

    Component.onCompleted: box.focusField()

    Connections {
        target: screen.vm.keyboard
        function onFinished(): void { screen.send(); }
    }

    Connections {
        target: screen.vm.visit
        function onOverlayChanged(): void {
            box.wipe();
            if (screen.vm.visit.overlay === "")
                box.focusField();
        }
    }

    Field {
        id: box
        objectName: "pin"
        width: parent.width
        label: screen.low ? screen.title : ""
        placeholder: screen.say["clerk.pin.field"]
        problem: screen.vm.clerk.problem
        problemRemedy: screen.vm.clerk.remedy
        mask: "digits"
        secret: true
        maximumLength: 8
        keyboard: screen.vm.keyboard
        onEntered: screen.send()
        onProblemChanged: wipe()
    }

    CardFault {
        objectName: "card-fault"
        width: parent.width
        visible: !screen.low && screen.vm.clerk.picture !== "" && maximumHeight > 200
        maximumHeight: screen.free - box.height - kept.height - 2 * Theme.space24
        label: screen.vm.clerk.problem
        fault: screen.vm.clerk.picture
        slot: "social"
    }

    TextLabel {
        id: kept
        width: parent.width
        visible: !screen.low
        text: screen.say["clerk.pin.kept"]
        size: "s"
        tone: "muted"
    }

    keyboardArea: DigitPad {
        width: parent.width
        keyboard: screen.vm.keyboard
        box: box
    }
}
